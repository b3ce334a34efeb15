/* @only: driver */
/* Its address is known, its type is not. */
BEGIN { trace(`linux_banner); }
