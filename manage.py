#!/usr/bin/env python
"""The platform's commands. Without DATABASE_URL they use the embedded database in the data folder."""

import os
import sys


def main() -> None:
    """Run the command that was named."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tereze.config.settings")
    from tereze.ops.local import compile_translations, local_environment

    compile_translations()
    if len(sys.argv) > 1 and sys.argv[1] == "demo":
        from tereze.ops.demo import main as demo

        sys.exit(demo(sys.argv[2:]))
    with local_environment(command=sys.argv[1] if len(sys.argv) > 1 else "help"):
        from django.core.management import execute_from_command_line

        execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
