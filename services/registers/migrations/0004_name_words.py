"""The words of residents' names, added by the database itself, so that no way of writing a resident forgets it."""

import django.contrib.postgres.indexes
import django.db.models.functions.comparison
import django.db.models.functions.text
from django.db import migrations, models


FORWARD = """
CREATE FUNCTION registers_add_name_words() RETURNS trigger LANGUAGE plpgsql AS $body$
BEGIN
    EXECUTE format(
        'INSERT INTO %I.registers_nameword (word)
            SELECT DISTINCT one.word FROM written, unnest(string_to_array(btrim(search_norm), '' '')) AS one (word)
            ORDER BY one.word
            ON CONFLICT DO NOTHING',
        TG_TABLE_SCHEMA
    );
    RETURN NULL;
END
$body$;

CREATE TRIGGER name_words_of_new AFTER INSERT ON registers_resident
    REFERENCING NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION registers_add_name_words();

CREATE TRIGGER name_words_of_changed AFTER UPDATE ON registers_resident
    REFERENCING NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION registers_add_name_words();

INSERT INTO registers_nameword (word)
    SELECT DISTINCT one.word FROM registers_resident, unnest(string_to_array(btrim(search_norm), ' ')) AS one (word);
"""

BACKWARD = """
DROP TRIGGER name_words_of_changed ON registers_resident;
DROP TRIGGER name_words_of_new ON registers_resident;
DROP FUNCTION registers_add_name_words;
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
        migrations.RunSQL(FORWARD, BACKWARD),
    ]
