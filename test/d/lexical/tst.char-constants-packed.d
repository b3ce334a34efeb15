BEGIN { printf("%x %x %x\n", 'ab', 'abc', 'abcdefgh'); exit(0); }
