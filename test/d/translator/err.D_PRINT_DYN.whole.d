struct o { int a; };
translator struct o < int n > { a = n; };
BEGIN { print(xlate <struct o>(1)); }
