# The official Python image, as far as the product's Dockerfile uses it.
FROM bare/python:local
RUN ln -s python3 /usr/bin/python && rm -f /usr/lib/python3*/EXTERNALLY-MANAGED
