# Times lme4 on one CSV file and prints the answer as one line of JSON.
#   Rscript reference.R <data.csv> <response> "a,b,a:b" fit        reads, then fits by REML
#   Rscript reference.R <data.csv> <response> "a,b,a:b" evaluate   reads, then evaluates the deviance
#                                                                  function once, where a fit takes hours
suppressPackageStartupMessages(library(lme4))

arguments <- commandArgs(TRUE)
response <- arguments[2]
terms <- strsplit(arguments[3], ",")[[1]]
mode <- arguments[4]

# VmHWM, in kB, is the most memory the process ever held.
peak_bytes <- function() {
  status <- tryCatch(readLines("/proc/self/status"), error = function(e) character())
  line <- grep("^VmHWM", status, value = TRUE)
  if (length(line) == 0) NA else 1024 * as.numeric(gsub("[^0-9]", "", line))
}

# The warning of a default fit that stopped early is part of its answer.
notes <- character()
noting <- function(expression) {
  withCallingHandlers(expression, warning = function(w) {
    notes <<- c(notes, conditionMessage(w))
    invokeRestart("muffleWarning")
  })
}

# Elapsed time, and processor time, which a busy machine does not stretch.
now <- function() proc.time()
elapsed <- function(since) unname(proc.time()["elapsed"] - since["elapsed"])
processor <- function(since) {
  spent <- proc.time() - since
  unname(spent["user.self"] + spent["sys.self"])
}

start <- begin <- now()
data <- read.csv(arguments[1])
for (facet in unique(unlist(strsplit(terms, ":")))) data[[facet]] <- factor(data[[facet]])
read <- elapsed(begin)

random <- paste0("(1 | ", terms, ")", collapse = " + ")
formula <- as.formula(paste(response, "~ 1 +", random))
answer <- list(
  software = paste0("lme4 ", packageVersion("lme4"), ", R ", getRversion()),
  rows = nrow(data), mode = mode, seconds = list(read = read)
)

begin <- now()
if (mode == "fit") {
  fit <- noting(lmer(formula, data, REML = TRUE))
  answer$seconds$fit <- elapsed(begin)
  components <- as.data.frame(VarCorr(fit))
  answer$components <- setNames(as.list(components$vcov), components$grp)
  answer$criterion <- REMLcrit(fit)
  answer$evaluations <- fit@optinfo$feval
} else {
  parsed <- noting(lFormula(formula, data, REML = TRUE))
  deviance_of <- noting(do.call(mkLmerDevfun, parsed))
  answer$seconds$setup <- elapsed(begin)
  theta <- parsed$reTrms$theta
  begin <- now()
  answer$criterion <- deviance_of(theta)
  answer$seconds$evaluation <- elapsed(begin)
}
answer$seconds$total <- elapsed(start)
answer$seconds$processor <- processor(start)
answer$peakBytes <- peak_bytes()
answer$notes <- as.list(notes)
cat(jsonlite::toJSON(answer, auto_unbox = TRUE, digits = NA), "\n")
