"""HTTP and SMTP on an event loop that runs already, started and stopped by calls; and such a service in a thread."""
