// The public header is C++, too, and names are as they are in C.
#include <crossfoot.h>

#include <cstdio>
#include <cstring>

int
main()
{
	static const char report[] = "Monday 6 June 2023\n";
	cf_rules *rules = nullptr;
	cf_report *found = nullptr;
	cf_input in = {};
	cf_error err = {};

	in.path = "report.md";
	in.bytes = report;
	in.n = std::strlen(report);
	if (cf_rules_load(&rules, nullptr, 0, true, nullptr, nullptr) != CF_OK ||
	    cf_check(&found, rules, &in, nullptr, &err) != CF_OK)
		return 2;
	for (size_t i = 0; i < cf_report_size(found); i++)
		std::printf("%s\n", cf_report_get(found, i)->rule);
	cf_report_free(found);
	cf_rules_free(rules);
	return 0;
}
