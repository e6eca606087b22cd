package api

func (s *server) reference() {}
