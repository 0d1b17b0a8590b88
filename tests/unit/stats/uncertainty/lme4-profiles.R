# Profile-likelihood intervals and predicted effects by lme4, an independent implementation, on its own
# published data sets. lme4 profiles the likelihood (ML), not the restricted one, and reports standard
# deviations. Run: Rscript lme4-profiles.R > lme4-profiles.json
suppressPackageStartupMessages({
  library(lme4)
  library(jsonlite)
})

control <- lmerControl(optimizer = "bobyqa", optCtrl = list(rhoend = 1e-10, maxfun = 1e5))

study <- function(name, formula, data, response, facets) {
  fit <- lmer(formula, data, REML = FALSE, control = control)
  shown <- as.data.frame(VarCorr(fit))
  p <- profile(fit, which = "theta_", signames = FALSE, devtol = 1e-6)
  limits <- confint(p, level = 0.95)
  terms <- sub("^sd_\\(Intercept\\)\\|", "", rownames(limits))
  terms[terms == "sigma"] <- "Residual"
  list(
    name = name,
    y = data[[response]],
    facets = lapply(setNames(facets, facets), function(f) as.integer(factor(data[[f]]))),
    sd = lapply(setNames(seq_len(nrow(shown)), shown$grp), function(i) shown$sdcor[i]),
    interval = lapply(setNames(seq_along(terms), terms), function(i) as.numeric(limits[i, ])),
    effects = lapply(ranef(fit, condVar = FALSE), function(r) as.numeric(r[[1]]))
  )
}

cat(toJSON(list(
  version = as.character(packageVersion("lme4")),
  studies = list(
    study("Dyestuff", Yield ~ 1 + (1 | Batch), Dyestuff, "Yield", "Batch"),
    study("Dyestuff2", Yield ~ 1 + (1 | Batch), Dyestuff2, "Yield", "Batch"),
    study("Penicillin", diameter ~ 1 + (1 | plate) + (1 | sample), Penicillin, "diameter", c("plate", "sample")),
    study("Pastes", strength ~ 1 + (1 | batch) + (1 | sample), Pastes, "strength", c("batch", "sample"))
  )
), auto_unbox = TRUE, digits = 10))
