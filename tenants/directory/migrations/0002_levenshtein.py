"""How many letters two words differ by: a search forgives mistyped names with it."""

from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('directory', '0001_initial'),
    ]

    operations = [
        # In public like the others, and trusted like them.
        migrations.RunSQL('CREATE EXTENSION IF NOT EXISTS fuzzystrmatch SCHEMA public', migrations.RunSQL.noop),
    ]
