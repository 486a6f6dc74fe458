"""The bedside monitor and the ultrasound machine."""
