struct o { int a; };
translator struct o < struct nothere p > { a = 1; };
