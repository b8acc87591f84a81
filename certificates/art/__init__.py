"""The drawn part of the documents: frame, rosette, seal. Pure geometry, in millimetres from the top left corner."""
