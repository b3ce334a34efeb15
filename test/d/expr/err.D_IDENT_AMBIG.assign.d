enum color { RED, GREEN };
enum color c;
int GREEN;
BEGIN { c = GREEN; }
