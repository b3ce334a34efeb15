struct o { int a; };
translator struct o < int n > { a = n; };
BEGIN { trace(xlate <struct o *>(1)); }
