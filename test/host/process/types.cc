// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
// C++ for test/host/process-types.sh: members, references, and objects that are passed by address.
#include <cstring>

#define NOINLINE __attribute__((noinline, noclone, used))

static volatile int keep;

namespace shop {

struct Name {
	char text[32];
	explicit Name(const char *from) { std::strcpy(text, from); }
	Name(const Name &other) { std::memcpy(text, other.text, sizeof(text)); }
	~Name() { keep = keep + 1; }
};

class Order {
	int number;

      public:
	explicit Order(int n) : number(n) {}
	NOINLINE int ship(Name to, int pieces);
	static NOINLINE int count(const Order &order, unsigned short extra);
};

int Order::ship(Name to, int pieces)
{
	return keep = number + to.text[0] + pieces;
}

int Order::count(const Order &order, unsigned short extra)
{
	return keep = order.number + extra;
}

} // namespace shop

int main()
{
	shop::Order order(77);

	order.ship(shop::Name("harbour"), -3);
	shop::Order::count(order, 65535);
	return 0;
}
