from django.http import HttpResponse


def trail(request, pk=None):
    return HttpResponse("trail")
