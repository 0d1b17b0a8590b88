# Makes rungs.json: rank correlations of two rungs in R 4.2.2, independently of src/stats/ladder: rho by
# stats::cor; p by trying all orders up to eight lines (ties as they are), beyond by t; without ties p is
# held to cor.test, which has the same exact distribution. Run: Rscript rungs.R > rungs.json
library(jsonlite)
set.seed(20260311)
orders <- function(v) {
  if (length(v) < 2) return(list(v))
  unlist(lapply(seq_along(v), function(i) lapply(orders(v[-i]), function(rest) c(v[i], rest))), FALSE)
}
p_of <- function(x, y, rho) {
  n <- length(x)
  if (n <= 8) {
    all <- vapply(orders(rank(y)), function(o) cor(rank(x), o), 0)
    return(mean(abs(all) >= abs(rho) - 1e-9))
  }
  if (abs(rho) > 1 - 1e-12) return(2 / factorial(n))
  2 * pt(-abs(rho) * sqrt((n - 2) / (1 - rho^2)), n - 2)
}
rung <- function(name, x, y) {
  both <- !is.na(x) & !is.na(y)
  u <- x[both]
  v <- y[both]
  rho <- if (length(u) < 3) NA else suppressWarnings(cor(u, v, method = "spearman"))
  if (is.na(rho)) return(list(name = name, x = x, y = y, lines = length(u), rho = NA, p = NA, low = NA, high = NA))
  p <- p_of(u, v, rho)
  ties <- anyDuplicated(u) > 0 || anyDuplicated(v) > 0
  # cor.test's own table of exact values ends at nine lines.
  if (!ties && length(u) <= 8) stopifnot(abs(p - cor.test(u, v, method = "spearman", exact = TRUE)$p.value) < 1e-9)
  half <- qnorm(0.975) * sqrt((1 + rho^2 / 2) / (length(u) - 3))
  known <- length(u) > 3 && abs(rho) < 1 - 1e-12
  # Bonett & Wright (2000), equation 7.
  list(name = name, x = x, y = y, lines = length(u), rho = rho, p = p,
    low = if (known) tanh(atanh(rho) - half) else NA, high = if (known) tanh(atanh(rho) + half) else NA)
}
u <- round(rnorm(20), 6)
pairs <- list(
  rung("two lines", c(1, 2, NA), c(2, 1, 3)),
  rung("three lines", c(3, 1, 2), c(10, 30, 20)),
  rung("four lines", c(1, 2, 3, 4), c(2, 1, 4, 3)),
  rung("a constant rung", c(1, 2, 3, 4), c(5, 5, 5, 5)),
  rung("six lines with ties", c(1, 2, 2, 3, 4, 4), c(3, 3, 1, 5, 5, 6)),
  rung("seven lines", c(1, 2, 3, 4, 5, 6, 7), c(2, 1, 4, 3, 7, 5, 6)),
  rung("eight lines, reversed", 1:8, 8:1),
  rung("eight lines with gaps", c(5, NA, 2, 8, 1, 9, 4, 3, 7), c(2, 6, 3, 9, NA, 4, 4, 8, 1)),
  rung("nine lines, the same order", 1:9, 11:19),
  rung("ten lines", 1:10, c(2, 1, 4, 3, 6, 5, 8, 7, 10, 9)),
  rung("twenty lines with ties", round(u, 1), round(-u + rnorm(20), 1)),
  rung("twenty lines with gaps", replace(u, c(3, 7), NA), replace(u + round(rnorm(20), 6), 11, NA))
)
cat(toJSON(pairs, auto_unbox = TRUE, na = "null", null = "null", digits = NA), "\n")
