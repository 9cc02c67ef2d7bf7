#include "command.h"
int command_schema(void) { return 0; }
