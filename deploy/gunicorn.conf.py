"""How the web server runs: processes with threads. Never an async worker, because a council lives in its thread."""

from tereze.config import environment
from tereze.config.serving import post_worker_init  # noqa: F401  # gunicorn calls it by its name

wsgi_app = "tereze.config.wsgi:application"
bind = "0.0.0.0:8000"
worker_class = "gthread"
workers = environment.number("TEREZE_WEB_PROCESSES", default=2)
threads = environment.number("TEREZE_WEB_THREADS", default=4)

timeout = 60
graceful_timeout = 30
keepalive = 5  # longer than the proxy's pause between two requests
# A process that has served many councils has grown; it is replaced, not all at the same moment.
max_requests = 10_000
max_requests_jitter = 1_000

# Heartbeats in memory: on a full or slow disk a healthy process would be killed.
worker_tmp_dir = "/dev/shm"  # noqa: S108
control_socket_disable = True
accesslog = "-"
# No query string and no referer: what was typed into the search stays out of the log.
access_log_format = '%({host}i)s "%(m)s %(U)s" %(s)s %(B)s %(M)sms'
