struct s { long x : 65; };
