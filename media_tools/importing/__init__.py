"""Import of real ultrasound: from a machine's file to a de-identified, calibrated clip that a browser plays.

recognise     what a file is, by its content; opens it as a Source
source        the types that the readers give: Source, Region, Clock, Limits; shapes: boxes and polygons
dicom/        reading DICOM ultrasound
video         reading MP4, MOV, AVI, WebM and GIF; containers: whether such a file is whole
choices       what a person chose; options: how it is typed
analysis      first pass: frames, times, what moves, what was ever bright
timing        frame times -> constant rate
mask          which pixels are kept
calibration   whether the file's millimetres can be trusted, or what a person gives instead
plan          what would be written, and whether everything about it was decided
geometry      crop, square pixels, size of the output
preview       the picture by which a person confirms
write         second pass: MP4 or PNG, and its sidecar
words         what an author is told
cli           the command

De-identification is by whitelist: decoded pixels inside a mask that a person has seen and confirmed.
Of a header only technical elements are ever read, and nothing of it is written.
"""
