struct big { char b[20000]; } g;
