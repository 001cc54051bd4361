-- The two roles: the owner, who migrates, and the application's, who owns nothing. Run on a new server by ./run and by
-- docker-compose.yml alike; a second run changes nothing. What the application may do to each table is granted after
-- each migrate.
\set ON_ERROR_STOP on
\getenv owner_password GATEHOUSE_OWNER_PASSWORD
\getenv app_password GATEHOUSE_APP_PASSWORD
SELECT format('CREATE ROLE %I LOGIN PASSWORD %L', name, password)
  FROM (VALUES ('gatehouse_owner', :'owner_password'), ('gatehouse_app', :'app_password')) AS role (name, password)
 WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = name) \gexec
SELECT 'CREATE DATABASE gatehouse OWNER gatehouse_owner'
 WHERE NOT EXISTS (SELECT FROM pg_database WHERE datname = 'gatehouse') \gexec
REVOKE ALL ON DATABASE gatehouse FROM PUBLIC;
GRANT CONNECT, TEMPORARY ON DATABASE gatehouse TO gatehouse_app;
