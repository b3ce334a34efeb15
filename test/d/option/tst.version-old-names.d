/* @options: -x version=1.0 */
/* A program for an old D may use later names for its own variables. */
BEGIN { index = 3; json[1] = "one"; printf("%d %s %s\n", index, json[1], basename("/a/b")); exit(0); }
