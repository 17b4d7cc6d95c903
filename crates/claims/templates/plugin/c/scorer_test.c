/* Tests what the plugin computes, by playing the host; claims is not needed for it.
 * Claim 0 is asked about; claim 1 supports it, claims 2 and 3 rebut it, and 3 was withdrawn. */
#include <assert.h>
#include <stdio.h>
#include "plugin.c"

static const uint32_t numbers[] = {0, 1, 2, 3};
static const char *const stances[] = {"supports", "rebuts", "rebuts"};
static double given = -1;

static claims_rows rows(const claims_case *c, claims_table table, uint32_t row, claims_relation relation) {
    claims_rows found = {numbers, 0};
    (void)c;
    if (table == CLAIMS_TABLE_CASE && relation == CLAIMS_ROWS_SUBJECTS) found.len = 1;
    if (table == CLAIMS_TABLE_CLAIM && row == 0 && relation == CLAIMS_ROWS_LINKS_IN) found.len = 3;
    /* Link 0 comes from claim 1, and so on. */
    if (table == CLAIMS_TABLE_LINK && relation == CLAIMS_ROWS_FROM) found.ptr = &numbers[row + 1], found.len = 1;
    return found;
}

static claims_str text(const claims_case *c, claims_table table, uint32_t row, claims_field field) {
    claims_str found = {NULL, 0};
    (void)c;
    if (table == CLAIMS_TABLE_LINK && field == CLAIMS_FIELD_STANCE) found.ptr = stances[row];
    if (table == CLAIMS_TABLE_CLAIM && field == CLAIMS_FIELD_STATUS) found.ptr = row == 3 ? "withdrawn" : "noted";
    if (found.ptr) found.len = strlen(found.ptr);
    return found;
}

static int32_t take(claims_sink *sink, uint32_t claim, int32_t has_value, double value, int32_t has_base, double base) {
    (void)sink, (void)has_base, (void)base;
    assert(claim == 0 && has_value);
    given = value;
    return 0;
}

/* The options of plugin.toml with their defaults, as claims gives them. */
static claims_str option(const claims_case *c, claims_str name) {
    claims_str prior = CLAIMS_STR("0.5"), absent = {NULL, 0};
    (void)c;
    return name.len == 5 && memcmp(name.ptr, "prior", 5) == 0 ? prior : absent;
}

int main(void) {
    claims_host host = {.size = sizeof(claims_host), .option = option, .rows = rows, .text = text, .score = take};
    assert(claims_plugin_v1_{{name}}.kind(CLAIMS_SCORER) == &scorer);
    assert(scorer.score(&host, NULL, NULL) == CLAIMS_DONE);
    assert(given == 0.5);
    puts("ok");
    return 0;
}
