struct o { int a; };
translator struct o < int n > { a = n; };
BEGIN { xlate <struct o>(1); }
