BEGIN { goto end; }
