import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("registers", "0005_staged_import")]

    operations = [
        migrations.CreateModel(
            name="Accepted",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("check_code", models.CharField(max_length=30)),
                ("kind", models.CharField(max_length=10)),
                ("reference", models.CharField(max_length=10)),
                ("note", models.CharField(blank=True, max_length=300)),
                ("said_at", models.DateTimeField()),
                ("said_by", models.CharField(max_length=160)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("check_code", "kind", "reference"), name="an_entry_is_accepted_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="LikelyPair",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("score", models.PositiveSmallIntegerField()),
                (
                    "why",
                    django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=20), size=None),
                ),
                ("found_at", models.DateTimeField()),
                (
                    "first",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="registers.resident"
                    ),
                ),
                (
                    "second",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="registers.resident"
                    ),
                ),
            ],
            options={
                "ordering": ["-score", "id"],
                "constraints": [models.UniqueConstraint(fields=("first", "second"), name="a_pair_is_found_once")],
            },
        ),
    ]
