# Makes clubsandwich.json: CR2 standard errors and Satterthwaite degrees of freedom of means by
# clubSandwich 0.5.8 (Pustejovsky) in R 4.2.2, independently of src/stats/slices.
# Run: Rscript clubsandwich.R > clubsandwich.json
suppressPackageStartupMessages(library(clubSandwich))
set.seed(20250301)
show <- function(x) paste0("[", paste(sprintf("%.15g", x), collapse = ","), "]")
study <- function(cluster, task) {
  y <- round(rnorm(length(cluster)) + rnorm(max(cluster))[cluster] + 0.3 * task, 3)
  data <- data.frame(y, cluster, task = factor(task))
  micro <- lm(y ~ 1, data)
  m <- coef_test(micro, vcov = "CR2", cluster = data$cluster, test = "Satterthwaite")
  macro <- lm(y ~ 0 + task, data)
  levels <- nlevels(data$task)
  k <- linear_contrast(macro, vcov = "CR2", cluster = data$cluster,
    contrasts = matrix(1 / levels, 1, levels), test = "Satterthwaite")
  sprintf('{"y":%s,"cluster":%s,"task":%s,"micro":%s,"macro":%s}', show(y), show(cluster), show(task),
    show(c(coef(micro), m$SE, m$df)), show(c(k$Est, k$SE, k$df)))
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
