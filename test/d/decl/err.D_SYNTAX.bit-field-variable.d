int x : 3;
