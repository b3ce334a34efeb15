/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * A C++ program with probes in a template and in an exception handler.
 *
 *	dtrace -h -s queue_provider.d
 *	c++ -c queue.cc
 *	dtrace -G -s queue_provider.d queue.o
 *	c++ -o queue queue.o queue_provider.o
 */
#include <cstdio>
#include <deque>
#include <stdexcept>

#include "queue_provider.h"

template <typename T> class Queue
{
	std::deque<T> jobs;

      public:
	void push(T job)
	{
		jobs.push_back(job);
		QUEUE_PUSH((int)jobs.size(), (int)job);
	}
	T pop()
	{
		T job = jobs.front();

		jobs.pop_front();
		QUEUE_POP((int)jobs.size(), (int)job);
		return job;
	}
	bool empty() const
	{
		return jobs.empty();
	}
};

static int work(int job)
{
	if (job % 4 == 3)
		throw std::runtime_error("a bad job");
	return job * job;
}

int main()
{
	Queue<int> queue;
	int sum = 0, bad = 0;

	for (int job = 0; job < 8; job++)
		queue.push(job);
	while (!queue.empty()) {
		int job = queue.pop();

		try {
			sum += work(job);
		} catch (const std::exception &) {
			QUEUE_BAD_JOB(job);
			bad++;
		}
	}
	std::printf("sum %d, %d bad\n", sum, bad);
	return 0;
}
