"""The reading room: the record in a browser, rendered on this machine; reading needs no script."""
