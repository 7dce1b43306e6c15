"""The rules of one simulated world; pure: no HTTP, no sockets, no files, and no time but the clock's."""
