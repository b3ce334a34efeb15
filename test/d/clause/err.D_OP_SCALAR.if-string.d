BEGIN { if ("text") trace(1); }
