# Makes reference-values.json: values of R's own distribution functions (AS 241, TOMS 708, Loader),
# computed independently of src/stats/special. Run: Rscript reference-values.R > reference-values.json
show <- function(x) sprintf("%.17g", x)
rows <- character()
add <- function(f, args, value) {
  if (is.finite(value) && abs(value) > 1e-280)
    rows[[length(rows) + 1]] <<- sprintf('{"f":"%s","args":[%s],"value":%s}', f, paste(show(args), collapse = ","), show(value))
}
for (z in c(-37, -20, -8.3, -5, -3, -1.96, -0.5, -1e-5, 0.3, 1, 2.5, 6)) add("normalCdf", z, pnorm(z))
for (p in c(1e-250, 1e-20, 1e-6, 0.001, 0.025, 0.074, 0.076, 0.3, 0.4999, 0.6, 0.95, 0.975, 0.9999)) add("normalQuantile", p, qnorm(p))
for (df in c(0.3, 0.5, 1, 1.7, 2, 3.25, 5, 12.6, 49, 119, 1e3, 1e6)) {
  for (t in c(-40, -6, -2, -0.7, -1e-3, 0.2, 1.5, 9)) add("tCdf", c(t, df), pt(t, df))
  for (p in c(0.001, 0.025, 0.2, 0.45, 0.8, 0.95, 0.975, 0.995)) add("tQuantile", c(p, df), qt(p, df))
}
for (df in c(0.4, 1, 2, 3.3, 7, 30, 119, 1e4)) {
  for (r in c(0.01, 0.2, 0.8, 1, 1.3, 4)) {
    add("chiSquaredCdf", c(r * df, df), pchisq(r * df, df))
    add("chiSquaredUpperTail", c(r * df, df), pchisq(r * df, df, lower.tail = FALSE))
  }
  for (p in c(1e-6, 0.025, 0.3, 0.5, 0.95, 0.975, 0.9999)) add("chiSquaredQuantile", c(p, df), qchisq(p, df))
}
for (x in c(1e-8, 0.1, 0.5, 1.5, 2.5, 3.7, 9.99, 10, 33.3, 1e3, 1e8)) add("logGamma", x, lgamma(x))
for (a in c(0.2, 1, 6.5, 400)) for (b in c(0.5, 3, 90)) for (x in c(0.01, 0.3, 0.7, 0.99))
  add("incompleteBeta", c(x, 1 - x, a, b), pbeta(x, a, b))
cat("[\n", paste(rows, collapse = ",\n"), "\n]\n", sep = "")
