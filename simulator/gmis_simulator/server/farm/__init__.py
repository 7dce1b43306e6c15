"""Several simulators behind one address: HAProxy leads each request to the process that has its world."""
