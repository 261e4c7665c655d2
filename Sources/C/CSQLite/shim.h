#include <sqlite3.h>
#include <sys/statfs.h>

/* What Swift cannot say: variadic calls, the destructor macro, methods behind the file pointer. */

static inline int mandate_sqlite_configure(sqlite3 *database, int option, int value) {
  return sqlite3_db_config(database, option, value, (int *)0);
}

/* SQLite takes a null pointer for NULL, so empty text needs an address. */
static inline int mandate_sqlite_bind_text(
    sqlite3_stmt *statement, int index, const void *bytes, int count) {
  return sqlite3_bind_text(
      statement, index, count > 0 ? (const char *)bytes : "", count, SQLITE_TRANSIENT);
}

static inline int mandate_sqlite_bind_blob(
    sqlite3_stmt *statement, int index, const void *bytes, int count) {
  return sqlite3_bind_blob(statement, index, bytes, count, SQLITE_TRANSIENT);
}

/* The magic number of the file system that holds a path, or -1; Glibc's module has no statfs. */
static inline long mandate_file_system_type(const char *path) {
  struct statfs status;
  return statfs(path, &status) == 0 ? (long)(unsigned int)status.f_type : -1;
}

/* Reads the first bytes of the database through SQLite's own descriptor: a descriptor of ours would
   drop SQLite's locks when closed. */
static inline int mandate_sqlite_peek(sqlite3 *database, void *bytes, int count) {
  sqlite3_file *file = 0;
  int code = sqlite3_file_control(database, "main", SQLITE_FCNTL_FILE_POINTER, &file);
  if (code != SQLITE_OK) return code;
  if (file == 0 || file->pMethods == 0) return SQLITE_CANTOPEN;
  return file->pMethods->xRead(file, bytes, count, 0);
}
