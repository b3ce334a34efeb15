/* @options: -w */
BEGIN { system(); }
