#!/bin/sh
# Runs once, when the database is made: the login role, which owns every schema and is no superuser, and its database.
set -eu
psql --set=ON_ERROR_STOP=1 --set=password="$TEREZE_PASSWORD" --username="$POSTGRES_USER" --dbname=postgres <<'SQL'
CREATE ROLE tereze LOGIN NOINHERIT CREATEROLE PASSWORD :'password';
CREATE DATABASE tereze OWNER tereze;
REVOKE CONNECT ON DATABASE tereze FROM PUBLIC;
SQL
