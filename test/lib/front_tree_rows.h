/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Rows of front_tree.c: statements and the cooked tree they must become, as -x tree prints it. */
/* clang-format off */
{"x = 1",
 "  0x1 statement 1 discard (=:int s(x:int slw)(1:int s))\n"
},
{"x = 0x80000000",
 "  0x1 statement 1 discard (=:unsigned int (x:unsigned int lw)(2147483648:unsigned int ))\n"
},
{"x = 4294967296",
 "  0x1 statement 1 discard (=:long s(x:long slw)(4294967296:long s))\n"
},
{"x = 5u",
 "  0x1 statement 1 discard (=:unsigned int (x:unsigned int lw)(5:unsigned int ))\n"
},
{"x = 5ull",
 "  0x1 statement 1 discard (=:unsigned long long (x:unsigned long long lw)(5:unsigned long long ))\n"
},
{"x = 'a'",
 "  0x1 statement 1 discard (=:int s(x:int slw)(97:int s))\n"
},
{"x = 'ab'",
 "  0x1 statement 1 discard (=:int s(x:int slw)(24930:int s))\n"
},
{"x = '\\377'",
 "  0x1 statement 1 discard (=:int s(x:int slw)(-1:int s))\n"
},
{"x = \"a\\tb\\x41\\101\"",
 "  0x1 statement 1 discard (=:string r(x:string rlw)(\"a\tbAA\":string r))\n"
},
{"x = 1 + 2 * 3 - 4 / 2 % 3",
 "  0x1 statement 1 discard (=:int s(x:int slw)(5:int s))\n"
},
{"x = -7 / 2",
 "  0x1 statement 1 discard (=:int s(x:int slw)(-3:int s))\n"
},
{"x = (unsigned)-7 / 2",
 "  0x1 statement 1 discard (=:unsigned int (x:unsigned int lw)(2147483644:unsigned int ))\n"
},
{"x = 1 << 31",
 "  0x1 statement 1 discard (=:int s(x:int slw)(-2147483648:int s))\n"
},
{"x = -1 >> 1",
 "  0x1 statement 1 discard (=:int s(x:int slw)(-1:int s))\n"
},
{"x = (char)300",
 "  0x1 statement 1 discard (=:char s(x:char slw)(44:char s))\n"
},
{"x = (unsigned char)-1 == 255",
 "  0x1 statement 1 discard (=:int s(x:int slw)(1:int s))\n"
},
{"x = 1 ? 2 : 3LL",
 "  0x1 statement 1 discard (=:long long s(x:long long slw)(2:long long s))\n"
},
{"x = !5 || ~0",
 "  0x1 statement 1 discard (=:int s(x:int slw)(1:int s))\n"
},
{"x = gi + gc",
 "  0x1 statement 1 discard (=:int s(x:int slw)(+:int st+signed(gi:int slw)(cast:int s(gc:char slw))))\n"
},
{"x = gu + gi",
 "  0x1 statement 1 discard (=:unsigned int (x:unsigned int lw)(+:unsigned int t(gu:unsigned int lw)(cast:unsigned int (gi:int slw))))\n"
},
{"x = gl * gi",
 "  0x1 statement 1 discard (=:long s(x:long slw)(*:long s+signed(gl:long slw)(cast:long s(gi:int slw))))\n"
},
{"x = gc + gc",
 "  0x1 statement 1 discard (=:char s(x:char slw)(+:char st+signed(gc:char slw)(gc:char slw)))\n"
},
{"x = gu - 1",
 "  0x1 statement 1 discard (=:unsigned int (x:unsigned int lw)(-:unsigned int t(gu:unsigned int lw)(1:unsigned int )))\n"
},
{"x = gi < gu",
 "  0x1 statement 1 discard (=:int s(x:int slw)(<:int s(cast:unsigned int (gi:int slw))(gu:unsigned int lw)))\n"
},
{"x = gl < gu",
 "  0x1 statement 1 discard (=:int s(x:int slw)(<:int s+signed(gl:long slw)(cast:long s(gu:unsigned int lw))))\n"
},
{"x = gi == 'a'",
 "  0x1 statement 1 discard (=:int s(x:int slw)(==:int s+signed(gi:int slw)(97:int s)))\n"
},
{"x = -gc",
 "  0x1 statement 1 discard (=:char s(x:char slw)(-:char st(gc:char slw)))\n"
},
{"x = ~gu",
 "  0x1 statement 1 discard (=:unsigned int (x:unsigned int lw)(~:unsigned int t(gu:unsigned int lw)))\n"
},
{"x = gi << gl",
 "  0x1 statement 1 discard (=:int s(x:int slw)(<<:int st+signed(gi:int slw)(gl:long slw)))\n"
},
{"gc = gi",
 "  0x1 statement 1 discard (=:char s(gc:char slw)(cast:char s(gi:int slw)))\n"
},
{"gi = gl",
 "  0x1 statement 1 discard (=:int s(gi:int slw)(cast:int s(gl:long slw)))\n"
},
{"gl = gi",
 "  0x1 statement 1 discard (=:long s(gl:long slw)(cast:long s(gi:int slw)))\n"
},
{"gc += 1",
 "  0x1 statement 1 discard (+=:char st+signed(gc:char slw)(1:int s))\n"
},
{"gi <<= 2",
 "  0x1 statement 1 discard (<<=:int st+signed(gi:int slw)(2:int s))\n"
},
{"x = gp + 2",
 "  0x1 statement 1 discard (=:int * w(x:int * lw)(+:int * w *4(gp:int * lw)(2:int s)))\n"
},
{"x = 2 + gp",
 "  0x1 statement 1 discard (=:int * w(x:int * lw)(+:int * w *4(gp:int * lw)(2:int s)))\n"
},
{"x = gp - gp",
 "  0x1 statement 1 discard (=:long s(x:long slw)(-:long s+signed *4(gp:int * lw)(gp:int * lw)))\n"
},
{"x = gp[gi]",
 "  0x1 statement 1 discard (=:int s(x:int slw)(index:int slw *4(gp:int * lw)(gi:int slw)))\n"
},
{"x = *gp",
 "  0x1 statement 1 discard (=:int s(x:int slw)(*:int slw(gp:int * lw)))\n"
},
{"x = *(gp + 1)",
 "  0x1 statement 1 discard (=:int s(x:int slw)(*:int slw(+:int * w *4(gp:int * lw)(1:int s))))\n"
},
{"x = gp == NULL",
 "  0x1 statement 1 discard (=:int s(x:int slw)(==:int s(gp:int * lw)(0:long s)))\n"
},
{"x = &gp[3]",
 "  0x1 statement 1 discard (=:int * w(x:int * lw)(&:int * w(index:int slw *4(gp:int * lw)(3:int s))))\n"
},
{"gp++",
 "  0x1 statement 1 discard (++:int * w *4(gp:int * lw))\n"
},
{"x = --gi",
 "  0x1 statement 1 discard (=:int s(x:int slw)(--:int st(gi:int slw)))\n"
},
{"x = arr[2]",
 "  0x1 statement 1 discard (=:int s(x:int slw)(index:int slw *4(arr:int [5] rlw)(2:int s)))\n"
},
{"x = arr[gi]",
 "  0x1 statement 1 discard (=:int s(x:int slw)(index:int slw *4 <5(arr:int [5] rlw)(gi:int slw)))\n"
},
{"x = &arr[1]",
 "  0x1 statement 1 discard (=:int * w(x:int * lw)(&:int * w(index:int slw *4(arr:int [5] rlw)(1:int s))))\n"
},
{"x = arr + 1",
 "  0x1 statement 1 discard (=:int * w(x:int * lw)(+:int * w *4(cast:int * w(arr:int [5] rlw))(1:int s)))\n"
},
{"arr[gi] = 5",
 "  0x1 statement 1 discard (=:int s(index:int slw *4 <5(arr:int [5] rlw)(gi:int slw))(5:int s))\n"
},
{"x = gs.a",
 "  0x1 statement 1 discard (=:int s(x:int slw)(member:int slw @0(gs:struct s rlw)))\n"
},
{"x = gs.bits",
 "  0x1 statement 1 discard (=:int s(x:int slw)(member:int slw @256:3(gs:struct s rlw)))\n"
},
{"gs.bits = 3",
 "  0x1 statement 1 discard (=:int s(member:int slw @256:3(gs:struct s rlw))(3:int s))\n"
},
{"x = gsp->next->name",
 "  0x1 statement 1 discard (=:string r(x:string rlw)(cast:string r(member:char [16] rlw @128(member:struct s * lw @64(gsp:struct s * lw)))))\n"
},
{"x = gsp->inner",
 "  0x1 statement 1 discard (=:struct r(x:struct rlw)(member:struct rlw @288(gsp:struct s * lw)))\n"
},
{"x = (*gsp).a",
 "  0x1 statement 1 discard (=:int s(x:int slw)(member:int slw @0(*:struct s rlw(gsp:struct s * lw))))\n"
},
{"x = &gsp->a",
 "  0x1 statement 1 discard (=:int * w(x:int * lw)(&:int * w(member:int slw @0(gsp:struct s * lw))))\n"
},
{"x = &gsp->arr[2]",
 "  0x1 statement 1 discard (=:int * w(x:int * lw)(&:int * w(index:int slw *4(member:int [4] rlw @320(gsp:struct s * lw))(2:int s))))\n"
},
{"gs = *gsp",
 "  0x1 statement 1 discard (=:struct s r(gs:struct s rlw)(*:struct s rlw(gsp:struct s * lw)))\n"
},
{"x = execname",
 "  0x1 statement 1 discard (=:string r(x:string rlw)(execname:string rl))\n"
},
{"x = execname == \"a\"",
 "  0x1 statement 1 discard (=:int s(x:int slw)(==:int s+string(execname:string rl)(\"a\":string r)))\n"
},
{"x = gsp->name == \"a\"",
 "  0x1 statement 1 discard (=:int s(x:int slw)(==:int s+string(member:char [16] rlw @128(gsp:struct s * lw))(\"a\":string r)))\n"
},
{"x = execname != NULL",
 "  0x1 statement 1 discard (=:int s(x:int slw)(!=:int s+string(execname:string rl)(0:long s)))\n"
},
{"x = gi ? execname : \"b\"",
 "  0x1 statement 1 discard (=:string r(x:string rlw)(op3:string r(gi:int slw)(execname:string rl)(\"b\":string r)))\n"
},
{"x = stringof(gsp->text)",
 "  0x1 statement 1 discard (=:string r(x:string rlw)(cast:string r(member:char * lw @448(gsp:struct s * lw))))\n"
},
{"x = (string)arg0",
 "  0x1 statement 1 discard (=:string r(x:string rlw)(cast:string r(arg0:int64_t sl)))\n"
},
{"s2 = gsp->name",
 "  0x1 statement 1 discard (=:string r(s2:string rlw)(cast:string r(member:char [16] rlw @128(gsp:struct s * lw))))\n"
},
{"x = strlen(execname)",
 "  0x1 statement 1 discard (=:size_t (x:size_t lw)(strlen():size_t (execname:string rl)))\n"
},
{"x = substr(execname, 1)",
 "  0x1 statement 1 discard (=:string r(x:string rlw)(substr():string r(execname:string rl)(1:int s)))\n"
},
{"x = strjoin(execname, gsp->text)",
 "  0x1 statement 1 discard (=:string r(x:string rlw)(strjoin():string r(execname:string rl)(cast:string r(member:char * lw @448(gsp:struct s * lw)))))\n"
},
{"x = copyin(arg0, 10)",
 "  0x1 statement 1 discard (=:void * w(x:void * lw)(copyin():void * w(cast:uintptr_t (arg0:int64_t sl))(10:size_t )))\n"
},
{"*(int *)copyin(arg0, 4) = 5",
 "  0x1 statement 1 discard (=:int s(*:int slw(cast:int * w(copyin():void * w(cast:uintptr_t (arg0:int64_t sl))(4:size_t ))))(5:int s))\n"
},
{"x = copyinstr(gsp->text)",
 "  0x1 statement 1 discard (=:string r(x:string rlw)(copyinstr():string r(cast:uintptr_t (member:char * lw @448(gsp:struct s * lw)))))\n"
},
{"x = basename(gsp->text)",
 "  0x1 statement 1 discard (=:string r(x:string rlw)(basename():string r(cast:string r(member:char * lw @448(gsp:struct s * lw)))))\n"
},
{"x = index(execname, \"x\", gl)",
 "  0x1 statement 1 discard (=:int s(x:int slw)(index():int s(execname:string rl)(\"x\":string r)(cast:int s(gl:long slw))))\n"
},
{"x = htons(gi)",
 "  0x1 statement 1 discard (=:uint16_t (x:uint16_t lw)(htons():uint16_t (cast:uint16_t (gi:int slw))))\n"
},
{"as[1, \"x\"] = 5",
 "  0x1 statement 1 discard (=:int s(as:int slw(1:int s)(\"x\":string r))(5:int s))\n"
},
{"x = as[gc, execname]",
 "  0x1 statement 1 discard (=:int s(x:int slw)(as:int slw(cast:int s(gc:char slw))(execname:string rl)))\n"
},
{"x = self->t",
 "  0x1 statement 1 discard (=:int s(x:int slw)(self->t:int slw))\n"
},
{"self->t = gi",
 "  0x1 statement 1 discard (=:int s(self->t:int slw)(gi:int slw))\n"
},
{"self->ta[gl] = 1",
 "  0x1 statement 1 discard (=:int s(self->ta:int slw(gl:long slw))(1:int s))\n"
},
{"this->q = 5ull",
 "  0x1 statement 1 discard (=:unsigned long long (this->q:unsigned long long lw)(5:unsigned long long ))\n"
},
{"x = ge",
 "  0x1 statement 1 discard (=:enum color (x:enum color lw)(ge:enum color lw))\n"
},
{"ge = GREEN",
 "  0x1 statement 1 discard (=:enum color (ge:enum color lw)(5:enum color ))\n"
},
{"x = ge == GREEN",
 "  0x1 statement 1 discard (=:int s(x:int slw)(==:int s+signed(cast:int s(ge:enum color lw))(5:int s)))\n"
},
{"x = BLUE",
 "  0x1 statement 1 discard (=:enum color (x:enum color lw)(6:enum color ))\n"
},
{"x = sizeof (struct s)",
 "  0x1 statement 1 discard (=:size_t (x:size_t lw)(72:size_t ))\n"
},
{"x = sizeof gi",
 "  0x1 statement 1 discard (=:size_t (x:size_t lw)(4:size_t ))\n"
},
{"x = sizeof (string)",
 "  0x1 statement 1 discard (=:size_t (x:size_t lw)(256:size_t ))\n"
},
{"x = offsetof(struct s, arr)",
 "  0x1 statement 1 discard (=:size_t (x:size_t lw)(40:size_t ))\n"
},
{"x = FIVE + 1",
 "  0x1 statement 1 discard (=:int s(x:int slw)(6:int s))\n"
},
{"x = twice[gi]",
 "  0x1 statement 1 discard (=:int s(x:int slw)(*:int st+signed(gi:int slw)(2:int s)))\n"
},
{"x = xlate <struct o>(gi).a",
 "  0x1 statement 1 discard (=:long s(x:long slw)(cast:long s(+:int s+signed(gi:int slw)(1:int s))))\n"
},
{"x = xlate <struct o *>(gi)->text",
 "  0x1 statement 1 discard (=:string r(x:string rlw)(\"t\":string r))\n"
},
{"x = arg0 + arg9",
 "  0x1 statement 1 discard (=:int64_t s(x:int64_t slw)(+:int64_t s+signed(arg0:int64_t sl)(arg9:int64_t sl)))\n"
},
{"x = uregs[5]",
 "  0x1 statement 1 discard (=:uint64_t (x:uint64_t lw)(uregs:uint64_t l(5:int s)))\n"
},
{"x = gi, gl",
 "  0x1 statement 1 discard (,:long s(=:int s(x:int slw)(gi:int slw))(gl:long slw))\n"
},
{"x = gi += gl",
 "  0x1 statement 1 discard (=:int s(x:int slw)(+=:int st+signed(gi:int slw)(gl:long slw)))\n"
},
{"x = (gi = 5) + 1",
 "  0x1 statement 1 discard (=:int s(x:int slw)(+:int st+signed(=:int s(gi:int slw)(5:int s))(1:int s)))\n"
},
{"x = 1 ^^ gi",
 "  0x1 statement 1 discard (=:int s(x:int slw)(^^:int s(1:int s)(gi:int slw)))\n"
},
{"x = gi && gp",
 "  0x1 statement 1 discard (=:int s(x:int slw)(&&:int s(gi:int slw)(gp:int * lw)))\n"
},
{"x = (int)gp",
 "  0x1 statement 1 discard (=:int s(x:int slw)(cast:int s(gp:int * lw)))\n"
},
{"x = (int *)gl",
 "  0x1 statement 1 discard (=:int * w(x:int * lw)(cast:int * w(gl:long slw)))\n"
},
{"x = *(uint16_t *)arg0",
 "  0x1 statement 1 discard (=:uint16_t (x:uint16_t lw)(*:uint16_t l(cast:uint16_t * (arg0:int64_t sl))))\n"
},
{"x = strchr(execname, 'c')",
 "  0x1 statement 1 discard (=:string r(x:string rlw)(strchr():string r(execname:string rl)(99:char s)))\n"
},
{"x = ((struct s *)arg0)->inner.deep",
 "  0x1 statement 1 discard (=:int s(x:int slw)(member:int sl @0(member:struct rl @288(cast:struct s * (arg0:int64_t sl)))))\n"
},
{"gt = gi",
 "  0x1 statement 1 discard (=:short_t s(gt:short_t slw)(cast:short_t s(gi:int slw)))\n"
},
{"gi /= gu",
 "  0x1 statement 1 discard (/=:int st(gi:int slw)(gu:unsigned int lw))\n"
},
{"x = gi ? gsp->name : \"none\"",
 "  0x1 statement 1 discard (=:string r(x:string rlw)(op3:string r(gi:int slw)(cast:string r(member:char [16] rlw @128(gsp:struct s * lw)))(\"none\":string r)))\n"
},
{"x = gi ? gsp->name : gsp->next->name",
 "  0x1 statement 1 discard (=:string r(x:string rlw)(op3:string r(gi:int slw)(cast:string r(member:char [16] rlw @128(gsp:struct s * lw)))(cast:string r(member:char [16] rlw @128(member:struct s * lw @64(gsp:struct s * lw))))))\n"
},
{"*(arr + 1) = 2",
 "  0x1 statement 1 discard (=:int s(*:int slw(+:int * w *4(cast:int * w(arr:int [5] rlw))(1:int s)))(2:int s))\n"
},
{"trace(gsp->anon_member)",
 "  0x1 statement 1 (member:long slw @512(gsp:struct s * lw))\n"
},
{"trace(*gsp)",
 "  0x1 statement 1 (*:struct s rlw(gsp:struct s * lw))\n"
},
{"trace(gsp->name)",
 "  0x1 statement 1 (member:char [16] rlw @128(gsp:struct s * lw))\n"
},
{"print(gsp->inner)",
 "  0x5 statement 1 arg 0x7 format \"#1\" (member:struct rlw @288(gsp:struct s * lw))\n"
},
{"printf(\"hello\\n\")",
 "  0x3 statement 1 format \"hello\n"
 "\" \n"
},
{"printf(\"%d %x %s %5.2d|%-*d\", gu, gl, execname, gi, 7, gi)",
 "  0x3 statement 1 format \"%u %x %s %5.2d|%-*d\" (gu:unsigned int lw)\n"
 "  0x3 statement 1 (gl:long slw)\n"
 "  0x3 statement 1 (execname:string rl)\n"
 "  0x3 statement 1 (gi:int slw)\n"
 "  0x3 statement 1 (7:int s)\n"
 "  0x3 statement 1 (gi:int slw)\n"
},
{"printf(\"%d %hd %hhd %lld\", 'a', gt, gc, gl)",
 "  0x3 statement 1 format \"%d %hd %hhd %lld\" (97:int s)\n"
 "  0x3 statement 1 (gt:short_t slw)\n"
 "  0x3 statement 1 (gc:char slw)\n"
 "  0x3 statement 1 (gl:long slw)\n"
},
{"printf(\"%hd %lld %Y %P\", 5, 6, 0, 80)",
 "  0x3 statement 1 format \"%hd %lld %Y %P\" (5:short s)\n"
 "  0x3 statement 1 (6:int64_t s)\n"
 "  0x3 statement 1 (0:int64_t s)\n"
 "  0x3 statement 1 (80:uint16_t )\n"
},
{"@ = count()",
 "  0x701 statement 1 @_ keys 0 variable 1 \n"
},
{"@n[pid, execname] = sum(gi)",
 "  0x1 statement 1 (pid:pid_t sl)\n"
 "  0x1 statement 1 (execname:string rl)\n"
 "  0x705 statement 1 @n keys 2 variable 1 (gi:int slw)\n"
},
{"@q[stack(), usym(arg0), gsp->name] = quantize(arg0, gi)",
 "  0x401 statement 1 arg 0x14 \n"
 "  0x103 statement 1 (cast:uintptr_t (arg0:int64_t sl))\n"
 "  0x1 statement 1 (cast:string r(member:char [16] rlw @128(gsp:struct s * lw)))\n"
 "  0x9 statement 1 (cast:int64_t s(gi:int slw))\n"
 "  0x707 statement 1 @q keys 3 variable 1 (arg0:int64_t sl)\n"
},
{"@l = lquantize(arg0, -10, 100, 10, 2)",
 "  0x9 statement 1 (2:int64_t s)\n"
 "  0x708 statement 1 arg 0xa000bfffffff6 @l keys 0 variable 1 (arg0:int64_t sl)\n"
},
{"@l = lquantize(gi, 0, 10)",
 "  0x708 statement 1 arg 0x1000a00000000 @l keys 0 variable 1 (gi:int slw)\n"
},
{"@ll = llquantize(arg0, 10, 0, 6, 20)",
 "  0x709 statement 1 arg 0xa000000060014 @ll keys 0 variable 1 (arg0:int64_t sl)\n"
},
{"@a = count(); printa(@a)",
 "  0x701 statement 1 @a keys 0 variable 1 \n"
 "  0x4 statement 2 arg 0x1 \n"
},
{"@a[gu] = count(); @b[gu] = sum(1); printa(\"%d %@d %@d\", @a, @b)",
 "  0x1 statement 1 (gu:unsigned int lw)\n"
 "  0x701 statement 1 @a keys 1 variable 1 \n"
 "  0x1 statement 2 (gu:unsigned int lw)\n"
 "  0x705 statement 2 @b keys 1 variable 2 (1:int s)\n"
 "  0x4 statement 3 arg 0x1 format \"%u %@d %@d\" \n"
 "  0x4 statement 3 arg 0x2 \n"
},
{"@a = count(); clear(@a); trunc(@a); trunc(@a, -5); normalize(@a, gi); denormalize(@a)",
 "  0x701 statement 1 @a keys 0 variable 1 \n"
 "  0x5 statement 2 arg 0x1 (1:uint64_t )\n"
 "  0x5 statement 3 arg 0x2 (1:uint64_t )\n"
 "  0x5 statement 4 arg 0x2 (1:uint64_t )\n"
 "  0x5 statement 4 arg 0x2 (-5:int64_t s)\n"
 "  0x5 statement 5 arg 0x3 (1:uint64_t )\n"
 "  0x5 statement 5 arg 0x3 (cast:uint64_t (gi:int slw))\n"
 "  0x5 statement 6 arg 0x4 (1:uint64_t )\n"
},
{"stack(); stack(5); ustack(); ustack(5, 100); jstack()",
 "  0x401 statement 1 arg 0x14 \n"
 "  0x401 statement 2 arg 0x5 \n"
 "  0x101 statement 3 arg 0x14 \n"
 "  0x101 statement 4 arg 0x6400000005 \n"
 "  0x102 statement 5 arg 0x20000000032 \n"
},
{"sym(arg0); func(arg0); mod(gp); usym(arg0); ufunc(arg0); umod(arg0); uaddr(arg0)",
 "  0x402 statement 1 (cast:uintptr_t (arg0:int64_t sl))\n"
 "  0x402 statement 2 (cast:uintptr_t (arg0:int64_t sl))\n"
 "  0x403 statement 3 (cast:uintptr_t (gp:int * lw))\n"
 "  0x103 statement 4 (cast:uintptr_t (arg0:int64_t sl))\n"
 "  0x103 statement 5 (cast:uintptr_t (arg0:int64_t sl))\n"
 "  0x104 statement 6 (cast:uintptr_t (arg0:int64_t sl))\n"
 "  0x105 statement 7 (cast:uintptr_t (arg0:int64_t sl))\n"
},
{"tracemem(arg0, 16); tracemem(gp, 16, gi)",
 "  0x6 statement 1 arg 0x10 (cast:char [16] r(arg0:int64_t sl))\n"
 "  0x6 statement 2 arg 0x10 (cast:char [16] r(gp:int * lw))\n"
 "  0x7 statement 2 (cast:size_t (gi:int slw))\n"
},
{"exit(gi)",
 "  0x2 statement 1 (gi:int slw)\n"
},
{"speculate(self->t); trace(1)",
 "  0x601 statement 1 (self->t:int slw)\n"
 "  0x1 statement 2 (1:int s)\n"
},
{"commit(gi)",
 "  0x602 statement 1 (gi:int slw)\n"
},
{"discard(gi)",
 "  0x603 statement 1 (gi:int slw)\n"
},
{"setopt(\"quiet\"); setopt(\"aggsortkey\", \"1\")",
 "  0x5 statement 1 arg 0x5 (\"quiet\":string r)\n"
 "  0x5 statement 2 arg 0x5 (\"aggsortkey\":string r)\n"
 "  0x5 statement 2 arg 0x5 (\"1\":string r)\n"
},
{"system(\"echo %d\", pid)",
 "  0x203 statement 1 format \"echo %d\" (pid:pid_t sl)\n"
},
{"freopen(\"\")",
 "  0x204 statement 1 format \"\" \n"
},
{"freopen(\"/tmp/%s\", execname)",
 "  0x204 statement 1 format \"/tmp/%s\" (execname:string rl)\n"
},
{"ftruncate()",
 "  0x5 statement 1 arg 0x6 \n"
},
{"stop(); raise(9); chill(gi); panic(); breakpoint()",
 "  0x201 statement 1 \n"
 "  0x202 statement 2 (9:int s)\n"
 "  0x503 statement 3 (cast:uint64_t (gi:int slw))\n"
 "  0x502 statement 4 \n"
 "  0x501 statement 5 \n"
},
