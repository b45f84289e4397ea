"""The few icons, drawn by us on a grid of 24: every one stands beside its word."""

from typing import Final

SHAPES: Final = {
    "search": '<circle cx="10.5" cy="10.5" r="6.5"/><path d="m15.5 15.5 5 5"/>',
    "print": '<path d="M7 9V3.5h10V9M7 17H4.5a1 1 0 0 1-1-1v-6a1 1 0 0 1 1-1h15a1 1 0 0 1 1 1v6a1 1 0 0 1-1 1H17"/>'
    '<path d="M7 14h10v6.5H7z"/>',
    "back": '<path d="M20 12H4.5M11 5l-7 7 7 7"/>',
    "next": '<path d="M4 12h15.5M13 5l7 7-7 7"/>',
    "down": '<path d="m6 9 6 6 6-6"/>',
    "add": '<path d="M12 5v14M5 12h14"/>',
    "close": '<path d="m6 6 12 12M18 6 6 18"/>',
    "check": '<path d="m4.5 12.5 5 5 10-11"/>',
    "clock": '<circle cx="12" cy="12" r="8.5"/><path d="M12 7v5.5l3.5 2"/>',
    "replace": '<path d="M4 9h14l-4-4M20 15H6l4 4"/>',
    "draft": '<path d="M5 19l1-4L16.5 4.5l3 3L9 18z"/>',
    "warning": '<path d="M12 4 2.8 20h18.4zM12 10v4.5M12 17.4v.1"/>',
    "info": '<circle cx="12" cy="12" r="8.5"/><path d="M12 11v5.5M12 7.6v.1"/>',
    "person": '<circle cx="12" cy="8" r="4"/><path d="M4.5 20.5c.8-4 3.7-6 7.5-6s6.7 2 7.5 6"/>',
    "calendar": '<path d="M4 6h16v14H4zM4 10h16M8 3v4M16 3v4"/>',
    "download": '<path d="M12 4v11M7 10.5l5 5 5-5M4.5 20h15"/>',
    "upload": '<path d="M12 15.5V4.5M7 9l5-5 5 5M4.5 20h15"/>',
    "phone": '<path d="M5 4h4l2 5-2.5 1.5a11 11 0 0 0 5 5L15 13l5 2v4a1 1 0 0 1-1 1A15 15 0 0 1 4 5a1 1 0 0 1 1-1z"/>',
}
