"""Who may see and write which figures: decided by PostgreSQL, from the role of the tenant that asks.

A tenant writes and reads its own rows. A district's role also reads the figures of its councils, the operator's role
those of everybody. The owner of the table (migrations, tests that look at everything) is not held by these policies.
"""

from django.db import migrations

# Written like tereze.config.database.base.role_of, which refuses names that PostgreSQL would cut.
ROLE = "'tn_' || current_database() || '_' || {schema}"

FORWARD = f"""
ALTER TABLE oversight_figurevalue ENABLE ROW LEVEL SECURITY;

CREATE POLICY own_figures ON oversight_figurevalue
    USING (current_user = {ROLE.format(schema='tenant')})
    WITH CHECK (current_user = {ROLE.format(schema='tenant')});

CREATE POLICY figures_seen_from_above ON oversight_figurevalue FOR SELECT
    USING (tenant IN (
        SELECT seen.schema_name
        FROM public.directory_tenant viewer
        JOIN public.directory_tenant seen
            ON viewer.kind = 'operator'
            OR (viewer.kind = 'district' AND seen.kind = 'council' AND seen.district_id = viewer.district_id)
        WHERE current_user = {ROLE.format(schema='viewer.schema_name')}
    ));
"""

BACKWARD = """
DROP POLICY figures_seen_from_above ON oversight_figurevalue;
DROP POLICY own_figures ON oversight_figurevalue;
ALTER TABLE oversight_figurevalue DISABLE ROW LEVEL SECURITY;
"""


class Migration(migrations.Migration):

    dependencies = [
        ('oversight', '0001_initial'),
        ('directory', '0001_initial'),
    ]

    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
