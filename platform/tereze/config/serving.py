"""What every web process does when it begins to serve: for gunicorn, `--config=python:tereze.config.serving`."""


def post_worker_init(worker: object) -> None:
    """Get the printer ready. Called in each process after it was forked and has loaded the application."""
    from tereze.printing import warming

    warming.begin()
