struct o { int a; };
translator struct o < int n > { a = n; };
BEGIN { x = xlate <struct o *>(1) + 1; }
