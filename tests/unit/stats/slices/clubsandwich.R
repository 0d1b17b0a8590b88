# Makes clubsandwich.json: standard errors and Satterthwaite degrees of freedom of means in R 4.2.2,
# independently of src/stats/slices: CR2 by clubSandwich 0.5.8 (Pustejovsky), and the jackknife CR3 with
# its factor (G - 1) / G in every task, which clubSandwich leaves out, by full matrices; where there is
# one stratum these are held to clubSandwich times the factor.
# Run: Rscript clubsandwich.R > clubsandwich.json
suppressPackageStartupMessages(library(clubSandwich))
set.seed(20250301)
show <- function(x) paste0("[", paste(sprintf("%.15g", x), collapse = ","), "]")
# u_c = l' (X'X)^-1 X_c' F_c (I - H_cc)^-1 e_c with F_c the roots of the factors; the variance is sum u_c^2.
jackknife <- function(y, X, l, cluster, stratum) {
  n <- length(y)
  M <- solve(crossprod(X))
  H <- X %*% M %*% t(X)
  G <- tapply(cluster, stratum, function(c) length(unique(c)))
  f <- as.vector(sqrt((G - 1) / G)[as.character(stratum)])
  rows <- sapply(split(seq_len(n), cluster), function(i) {
    a <- (l %*% M %*% t(X[i, , drop = FALSE]) * f[i]) %*% solve(diag(length(i)) - H[i, i])
    (diag(n) - H)[, i, drop = FALSE] %*% t(a)
  })
  P <- crossprod(rows)
  c(sum(l * (M %*% crossprod(X, y))), sqrt(sum(crossprod(rows, y)^2)), sum(diag(P))^2 / sum(P^2))
}
study <- function(cluster, task) {
  y <- round(rnorm(length(cluster)) + rnorm(max(cluster))[cluster] + 0.3 * task, 3)
  data <- data.frame(y, cluster, task = factor(task))
  micro <- lm(y ~ 1, data)
  m <- coef_test(micro, vcov = "CR2", cluster = data$cluster, test = "Satterthwaite")
  macro <- lm(y ~ 0 + task, data)
  levels <- nlevels(data$task)
  k <- linear_contrast(macro, vcov = "CR2", cluster = data$cluster,
    contrasts = matrix(1 / levels, 1, levels), test = "Satterthwaite")
  one <- jackknife(y, matrix(1, length(y), 1), 1, cluster, rep(1, length(y)))
  known <- coef_test(micro, vcov = "CR3", cluster = data$cluster, test = "Satterthwaite")
  G <- length(unique(cluster))
  stopifnot(abs(one[2] / (known$SE * sqrt((G - 1) / G)) - 1) < 1e-9, abs(one[3] / known$df - 1) < 1e-9)
  each <- jackknife(y, model.matrix(macro), rep(1 / levels, levels), cluster, task)
  sprintf('{"y":%s,"cluster":%s,"task":%s,"micro":%s,"macro":%s,"microCR3":%s,"macroCR3":%s}', show(y),
    show(cluster), show(task), show(c(coef(micro), m$SE, m$df)), show(c(k$Est, k$SE, k$df)),
    show(one), show(each))
}
sizes <- c(1, 7, 3, 2, 12, 4, 4, 1, 9)
unequal <- rep(seq_along(sizes), sizes)
studies <- c(
  study(unequal, sample(1:3, length(unequal), TRUE)),
  study(rep(1:6, each = 4), rep(1:4, 6)),
  study(rep(1:12, each = 3), rep(1:3, each = 12)),
  study(c(rep(1, 30), 2, 3, 4), rep(1:3, 11))
)
cat("[\n", paste(studies, collapse = ",\n"), "\n]\n", sep = "")
