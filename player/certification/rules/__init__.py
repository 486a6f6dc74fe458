"""The rules, pure: values in, values out.

identity      ID numbers with a check digit
calendar      years, anniversaries and the days of the world
eligibility   each prerequisite: met or missing, by how much, under which rule
window        when a window closes, and the days that are left
retakes       whether another attempt may begin
evaluators    whose names are taken, and what staff should look at
evaluation    answers: complete, counted, summed up
decision      a recommendation with its reasons, and who may decide
"""
