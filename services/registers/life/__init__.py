"""What happens in a village: birth, death, moving, marriage, a new head, a new owner … events, not edits.

An event is applied with a `Pen`, which remembers every row it writes. A rehearsal is the same with the transaction
rolled back: what the preview shows is what will be written. Taking an event back replays its writes backwards, as long
as nobody has written on the same rows since.
"""
