"""The words of residents' names, with those of residents who are there already."""

import django.contrib.postgres.indexes
import django.db.models.functions.comparison
import django.db.models.functions.text
from django.db import migrations, models


LEARN = """
INSERT INTO registers_nameword (word)
    SELECT DISTINCT one.word FROM registers_resident, unnest(string_to_array(btrim(search_norm), ' ')) AS one (word)
"""


class Migration(migrations.Migration):

    dependencies = [
        ('registers', '0003_rounds'),
    ]

    operations = [
        migrations.CreateModel(
            name='NameWord',
            fields=[
                ('word', models.TextField(primary_key=True, serialize=False)),
            ],
        ),
        migrations.AddIndex(
            model_name='resident',
            index=django.contrib.postgres.indexes.GinIndex(models.Func(django.db.models.functions.text.Trim('search_norm'), models.Value(' '), function='string_to_array'), fastupdate=False, name='resident_words'),
        ),
        migrations.AddIndex(
            model_name='resident',
            index=models.Index(django.db.models.functions.comparison.Collate(django.db.models.functions.text.Left('search_norm', 60), 'C'), condition=models.Q(('death_date__isnull', True)), name='resident_leading'),
        ),
        migrations.RunSQL(LEARN, migrations.RunSQL.noop),
    ]
