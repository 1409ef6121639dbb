// Imported first: until then the process list shows every argument, and one may be a password.
process.title = "redis-health";
