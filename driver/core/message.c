/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Formatting of the engine's messages. The engine has no printf of its own host to rely on, and
 * its sentences need four conversions; any context, no state.
 */
#include "message.h"

struct message_out {
	char *at;
	size_t room; /* without the NUL */
};

static void put(struct message_out *out, char c)
{
	if (out->room == 0)
		return;
	*out->at++ = c;
	out->room--;
}

static void put_text(struct message_out *out, const char *text)
{
	while (*text != '\0')
		put(out, *text++);
}

size_t dtrace_digits(char *to, uint64_t value, unsigned int base)
{
	char reversed[64];
	size_t count = 0, i;

	do {
		unsigned int digit = (unsigned int)(value % base);

		reversed[count++] = (char)(digit < 10 ? '0' + digit : 'a' + digit - 10);
		value /= base;
	} while (value != 0);
	for (i = 0; i < count; i++)
		to[i] = reversed[count - 1 - i];
	to[count] = '\0';
	return count;
}

static void put_number(struct message_out *out, uint64_t value, unsigned int base)
{
	char digits[65];

	dtrace_digits(digits, value, base);
	put_text(out, digits);
}

static void put_signed(struct message_out *out, int value)
{
	if (value < 0)
		put(out, '-');
	put_number(out, value < 0 ? 0 - (uint64_t)value : (uint64_t)value, 10);
}

void dtrace_message(char *message, size_t size, const char *format, ...)
{
	struct message_out out = {message, size - 1};
	__builtin_va_list arguments;

	if (message == NULL || size == 0)
		return;
	__builtin_va_start(arguments, format);
	for (; *format != '\0'; format++) {
		if (*format != '%') {
			put(&out, *format);
			continue;
		}
		format++;
		if (*format == 's')
			put_text(&out, __builtin_va_arg(arguments, const char *));
		else if (*format == 'u')
			put_number(&out, __builtin_va_arg(arguments, unsigned int), 10);
		else if (*format == 'x')
			put_number(&out, __builtin_va_arg(arguments, unsigned int), 16);
		else if (*format == 'd')
			put_signed(&out, __builtin_va_arg(arguments, int));
		else if (format[0] == 'l' && format[1] == 'l' && format[2] == 'u') {
			put_number(&out, __builtin_va_arg(arguments, unsigned long long), 10);
			format += 2;
		} else
			put(&out, *format);
		if (*format == '\0')
			break;
	}
	__builtin_va_end(arguments);
	*out.at = '\0';
}
