"""The control room: a page to see every world live, and to steer it. It uses the control API, as any client does."""
